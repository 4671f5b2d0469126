using Marketplace.Content.Items;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Content.Cards;

internal static class CardsRegistration
{
    internal static IServiceCollection AddCards(this IServiceCollection services) =>
        services
            .AddSingleton<CardPictures>()
            .AddSingleton<ISharedPictures>(x => x.GetRequiredService<CardPictures>())
            .AddScoped<ISharedTitles, PublishedTitles>();

    internal static void MapCards(this IEndpointRouteBuilder routes) =>
        routes.MapGet(CardPictures.Path, ShowAsync).AllowAnonymous().ExcludeFromDescription();

    /// <param name="of">Address of a page, as <see cref="CardPictures.AddressOf"/> wrote it.</param>
    /// <param name="in">The page's language.</param>
    private static async Task<IResult> ShowAsync(
        HttpContext http, CardPictures cards, IEnumerable<ISharedTitles> titles, string? of, string? @in, string? v)
    {
        foreach (var source in titles)
        {
            if (of is null || await source.FindAsync(of, @in ?? "", http.RequestAborted) is not { } title)
                continue;
            // An address of before a change shows what is true now, and is asked for again soon.
            http.Response.Headers[HeaderNames.CacheControl] =
                v == cards.VersionOf(title) ? "public, max-age=31536000, immutable" : "public, max-age=300";
            return TypedResults.Bytes(await cards.GetAsync(title, http.RequestAborted), "image/png");
        }

        return TypedResults.NotFound();
    }
}

/// <summary>The home page, and what editors published.</summary>
internal sealed class PublishedTitles(IPublishedContent content, ITenant tenant) : ISharedTitles
{
    public async ValueTask<string?> FindAsync(string address, string language, CancellationToken cancellationToken) =>
        address == "/"
            ? tenant.DisplayName
            : (await content.FindAsync(address, language, cancellationToken))?.Entry.Title;
}
