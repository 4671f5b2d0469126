[assembly: AssemblyFixture(typeof(Marketplace.Credits.Tests.Site.Site))]
