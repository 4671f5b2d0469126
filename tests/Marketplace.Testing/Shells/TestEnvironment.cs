using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;

namespace Marketplace.Testing;

/// <summary>A development host in a temporary folder.</summary>
public sealed class TestEnvironment(string folder) : IWebHostEnvironment
{
    public string EnvironmentName { get; set; } = "Development";

    public string ApplicationName { get; set; } = "Marketplace.Testing";

    public string ContentRootPath { get; set; } = folder;

    public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

    public string WebRootPath { get; set; } = folder;

    public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
}
