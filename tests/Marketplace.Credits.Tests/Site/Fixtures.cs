[assembly: AssemblyFixture(typeof(Marketplace.Testing.CreditsSite))]
