using Marketplace.Hosting;

return await MarketplaceHost.RunAsync(args);
