[assembly: Module(
    Id = "Marketplace.Admin",
    Name = "Admin",
    Description = "The frame of the admin portal: dashboard, menu, search.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
