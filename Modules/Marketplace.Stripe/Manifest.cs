using Marketplace.Abstractions;

[assembly: Module(
    Id = "Marketplace.Stripe",
    Name = "Stripe",
    Description = "Card payments through Stripe.",
    Category = "Money",
    Dependencies = ["Marketplace.Payments"])]
[assembly: Feature(
    "Marketplace.Stripe.Sandbox",
    Name = "Stripe sandbox",
    Description = "Speaks Stripe's protocol inside the host, so that development needs no keys.",
    DevelopmentOnly = true)]
