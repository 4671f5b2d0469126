[assembly: Module(
    Id = "Marketplace.OpenApi",
    Name = "API description",
    Description = "Describes the API of what is enabled, for programs and for people.",
    Category = "Infrastructure")]
