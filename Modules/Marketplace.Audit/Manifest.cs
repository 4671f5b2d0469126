[assembly: Module(
    Id = "Marketplace.Audit",
    Name = "Audit and approvals",
    Description = "Writes down what operators do, and lets nobody alone do what needs two.",
    Category = "Infrastructure",
    IsAlwaysEnabled = true)]
