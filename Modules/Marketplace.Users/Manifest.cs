[assembly: Module(
    Id = "Marketplace.Users",
    Name = "Users",
    Description = "Sign-up, sign-in, roles, permissions and accounts.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
