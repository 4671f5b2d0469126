[assembly: Module(
    Id = "Marketplace.Payments",
    Name = "Payments",
    Description = "Buying credits through a payment gateway.",
    Category = "Money",
    Dependencies = ["Marketplace.Credits"])]
