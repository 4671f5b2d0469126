[assembly: Module(
    Id = "Acme.Greetings",
    Name = "Greetings",
    Description = "A guestbook where visitors leave a greeting.",
    Category = "Acme",
    Dependencies = ["Marketplace.Users", "Marketplace.Jobs"])]
