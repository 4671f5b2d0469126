using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Marketplace.OpenApi.Description;

/// <summary>Whose API it is, where it answers and how a caller says who they are.</summary>
internal sealed class TenantDescription(
    ITenant tenant, IAuthenticationSchemeProvider schemes, IOptionsMonitor<CookieAuthenticationOptions> cookies)
        : IOpenApiDocumentTransformer
{
    public const string Session = "session";

    public async Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = tenant.DisplayName,
            Version = ApiDocument.Name,
            Description =
                "Amounts are plain JSON numbers in the tenant's unit. Errors are problem details (RFC 9457). Writes that move credits "
                + "take the header Idempotency-Key: "
                + "the same key with the same body answers what the first call answered and moves nothing.",
        };
        // Relative, so that one description is right behind every proxy and under every prefix.
        document.Servers = [new OpenApiServer { Url = tenant.PathPrefix.Length > 0 ? tenant.PathPrefix : "/" }];
        var scheme = await schemes.GetDefaultAuthenticateSchemeAsync();
        document.AddComponent<IOpenApiSecurityScheme>(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = scheme is null ? Session : cookies.Get(scheme.Name).Cookie.Name ?? Session,
            Description = "The cookie of a signed-in session.",
        });
    }
}
