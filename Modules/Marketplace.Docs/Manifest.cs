[assembly: Module(
    Id = "Marketplace.Docs",
    Name = "Documentation",
    Description = "A documentation site with a tree of pages, search and feedback.",
    Category = "Content",
    Dependencies = ["Marketplace.Content"])]
