[assembly: Module(
    Id = "Marketplace.Content",
    Name = "Content",
    Description = "Home page, navigation and page texts of the storefront.",
    Category = "Content")]
