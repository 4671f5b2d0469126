namespace Marketplace.Hosting;

public static class MarketplaceHost
{
    public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length);
}
