[assembly: Theme(Id = "Console", Name = "Console", Description = "The admin portal.", Category = "Themes")]
