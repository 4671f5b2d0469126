using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;

namespace Marketplace.Abstractions;

public static class TextRegistration
{
    /// <summary>Localizers that read <see cref="TextCatalogue"/>, what says stored texts, and the tenant's languages.</summary>
    public static IServiceCollection AddTexts(this IServiceCollection services, TextCatalogue catalogue)
    {
        services.AddSingleton(catalogue);
        services.AddSingleton<SiteLanguages>();
        services.AddLocalization();
        services.Replace(ServiceDescriptor.Singleton<IStringLocalizerFactory, TextLocalizerFactory>());
        services.AddSingleton<StoredTexts>();
        return services;
    }
}
