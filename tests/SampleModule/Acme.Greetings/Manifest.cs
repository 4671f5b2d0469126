[assembly: Module(
    Id = "Acme.Greetings",
    Name = "Greetings",
    Description = "A guestbook where visitors leave a greeting and get an answer.",
    Category = "Acme",
    Dependencies = ["Marketplace.Users", "Marketplace.Jobs", "Marketplace.Notifications"])]
