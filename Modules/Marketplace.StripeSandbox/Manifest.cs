[assembly: Module(
    Id = "Marketplace.StripeSandbox",
    Name = "Stripe sandbox",
    Description = "Speaks Stripe's protocol inside the host, so that development needs no keys.",
    Category = "Money",
    Dependencies = ["Marketplace.Stripe"],
    FormerIds = ["Marketplace.Stripe.Sandbox"],
    DevelopmentOnly = true)]
