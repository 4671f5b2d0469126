using System.Security.Cryptography;
using Marketplace.OpenApi.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Description;

/// <summary>
/// The tenant's description: everything below <c>/api</c> of what is enabled. Made once per shell, since nothing in it depends on who asks.
/// </summary>
internal sealed class ApiDocument([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider)
{
    public const string Name = "v1";
    public const string Path = "/openapi/v1.json";

    private readonly Lock _gate = new();
    private Task<Content>? _content;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, async (ApiDocument document) => await document.AnswerAsync()).AllowAnonymous().ExcludeFromDescription();

    public static bool Describes(ApiDescription description) =>
        description.RelativePath?.StartsWith("api/", StringComparison.OrdinalIgnoreCase) is true;

    public async Task<ReferenceView> ReadViewAsync() => (await ReadAsync()).View;

    private async Task<IResult> AnswerAsync()
    {
        var content = await ReadAsync();
        return TypedResults.Bytes(content.Json, "application/json", entityTag: content.Tag);
    }

    private async Task<Content> ReadAsync()
    {
        Task<Content> content;
        lock (_gate)
            content = _content ??= BuildAsync();
        try
        {
            return await content;
        }
        catch
        {
            // The next one who asks tries again.
            lock (_gate)
                _content = _content == content ? null : _content;
            throw;
        }
    }

    private async Task<Content> BuildAsync()
    {
        var document = await provider.GetOpenApiDocumentAsync(CancellationToken.None);
        using var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1, CancellationToken.None);
        var bytes = json.ToArray();
        return new Content(
            bytes, new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\""), ReferenceView.Of(document));
    }

    private sealed record Content(byte[] Json, EntityTagHeaderValue Tag, ReferenceView View);
}
