using System.Xml.Linq;
using Marketplace.Data;
using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Marketplace.Hosting.Startup;

/// <summary>The key ring of data protection, in the host database, so that all processes share it.</summary>
internal sealed class DatabaseKeys(HostDatabase host) : IXmlRepository
{
    // The framework's contract is synchronous; it is called at the start and once a day.
    public IReadOnlyCollection<XElement> GetAllElements() => Task.Run(ReadAsync).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        Task.Run(() => WriteAsync(element, friendlyName)).GetAwaiter().GetResult();

    private async Task<IReadOnlyCollection<XElement>> ReadAsync()
    {
        await using var session = await host.Database.OpenAsync(CancellationToken.None);
        return [.. (await session.QueryAsync<string>("select xml from data_protection_keys")).Select(XElement.Parse)];
    }

    private Task WriteAsync(XElement element, string name) =>
        host.Database.InTransactionAsync(
            db => db.ExecuteAsync(
                "insert into data_protection_keys (name, xml) values (@name, @xml) on conflict (name) do update set xml = excluded.xml",
                new { name, xml = element.ToString(SaveOptions.DisableFormatting) }),
            CancellationToken.None);
}
