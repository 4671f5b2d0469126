// This test assembly is a module itself: its features show how the host treats good and broken ones.
[assembly: Module(Id = "Probe", Name = "Probe", Description = "Answers what a shell knows.", Category = "Tests")]
[assembly: Feature("Probe.BrokenMigration", Name = "Broken migration")]
[assembly: Feature("Probe.Listener", Name = "Listener")]
[assembly: Feature("Probe.BrokenStartup", Name = "Broken startup")]
[assembly: Feature("Probe.BrokenActivation", Name = "Broken activation")]
[assembly: Feature("Probe.OnBrokenMigration", Name = "Built on a broken one", Dependencies = ["Probe.BrokenMigration"])]
[assembly: Feature("Probe.DefaultOnly", Name = "For the default tenant", DefaultTenantOnly = true)]
[assembly: Feature("Probe.OnDefaultOnly", Name = "Built on one for the default tenant", Dependencies = ["Probe.DefaultOnly"])]
