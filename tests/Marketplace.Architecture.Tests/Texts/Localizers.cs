using Mono.Cecil;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>The calls that look a text up.</summary>
internal static class Localizers
{
    /// <returns>The number of the value that is the key, the object itself being value 0; null for every other method.</returns>
    public static int? KeyOf(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType();
        switch (type.Name, method.Name)
        {
            // What a permission allows is shown by another module's page; what a form refuses is looked up by the framework.
            case ("Permission", ".ctor") when type.Namespace == "Marketplace.Abstractions" && method.Parameters.Count > 1:
            case ("ValidationAttribute", "set_ErrorMessage"):
                return 1;
            // The page that shows the API's description looks its words up.
            case ("OpenApiRouteHandlerBuilderExtensions" or "RoutingEndpointConventionBuilderExtensions",
                "WithSummary" or "WithDescription" or "WithTags"):
            case ("OpenApiResponse" or "OpenApiInfo" or "IOpenApiSchema" or "OpenApiSchema", "set_Description"):
                return 1;
            default:
                break;
        }

        if (!type.Namespace.EndsWith("Localization", StringComparison.Ordinal))
            return null;
        return (type.Name, method.Name) switch
        {
            ("IStringLocalizer" or "IStringLocalizer`1" or "IHtmlLocalizer" or "IHtmlLocalizer`1" or "IViewLocalizer",
                "get_Item" or "GetString") => 1,
            ("StringLocalizerExtensions" or "HtmlLocalizerExtensions", "GetString" or "GetHtml") => 1,
            _ => null,
        };
    }
}
