[assembly: Theme(Id = "Canopy", Name = "Canopy", Description = "The storefront and the customer's dashboard.", Category = "Themes")]
