using System.Globalization;
using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Marketplace.Content.Serving;

/// <param name="Entry">Null where what was here is gone.</param>
internal sealed record ReadRequest(PublishedEntry? Entry);

/// <summary>
/// Leads a request that no route answers to the readers' page, where something is published at its address, or to where it moved. It stands
/// behind the routes, not among them: so it takes no address from anybody, and what is nowhere stays nowhere.
/// </summary>
internal sealed class ReaderRoute(RequestDelegate next)
{
    public async Task InvokeAsync(
        HttpContext context, PublishedContent content, KindCatalogue kinds, RedirectHits hits, ReaderPage page)
    {
        if (!(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
            || ContentAddress.Fold(context.Request.Path) is not { Length: > 0 } address
            || !Concerns(context, kinds, address))
        {
            await next(context);
            return;
        }

        var picture = await content.ReadAsync(context.RequestAborted);
        var here = picture.At(address).ToList();
        if (here.Count == 0)
        {
            await AnswerOldAsync(context, picture, hits, page, address);
            return;
        }

        if (context.GetEndpoint() is null && kinds.Find(here[0].Kind) is { IsServedElsewhere: false })
            await page.SelectAsync(context, new ReadRequest(InLanguage(picture, here, address)));
        await next(context);
    }

    /// <summary>Without a route of its own; or below another module's root, whose old addresses are kept here too.</summary>
    private static bool Concerns(HttpContext context, KindCatalogue kinds, string address) =>
        context.GetEndpoint() is null
        || kinds.All.Any(x => x is { IsServedElsewhere: true, Root: { Length: > 0 } root } && ReservedAddresses.IsBelow(address, root));

    private async Task AnswerOldAsync(
        HttpContext context, PublishedPicture picture, RedirectHits hits, ReaderPage page, string address)
    {
        switch (picture.Resolve(address))
        {
            case { Status: Redirect.Moved, To: { } to }:
                hits.Count(address);
                context.Response.Headers.CacheControl = "no-cache";
                context.Response.Redirect(
                    to[0] == '/' ? context.Request.PathBase + WithQuery(to, context.Request.QueryString) : to, permanent: true);
                return;
            case { Status: Redirect.Gone }:
                hits.Count(address);
                await page.SelectAsync(context, new ReadRequest(null));
                break;
        }

        await next(context);
    }

    /// <summary>The query that came along, behind one of the address's own and before its fragment.</summary>
    internal static string WithQuery(string to, QueryString query)
    {
        var came = query.ToUriComponent();
        if (came.Length < 2)
            return to;
        var fragment = to.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? to[at..] : "";
        var page = to[..^fragment.Length];
        return page + (page.Contains('?', StringComparison.Ordinal) ? "&" + came[1..] : came) + fragment;
    }

    private static PublishedEntry InLanguage(PublishedPicture picture, List<PublishedEntry> here, string address) =>
        here.Find(x => x.Language == CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? picture.Find(address, null)!;
}

/// <summary>The readers' Razor page. It stands in the table of routes, but no address leads to it by itself.</summary>
internal sealed class ReaderPage(IEnumerable<EndpointDataSource> routes, PageLoader loader)
{
    public const string Area = "Content";
    public const string Name = "/Reader";

    private Endpoint? _endpoint;

    public async Task SelectAsync(HttpContext context, ReadRequest request)
    {
        _endpoint ??= await FindAsync();
        context.Features.Set(request);
        context.SetEndpoint(_endpoint);
        (context.Request.RouteValues["area"], context.Request.RouteValues["page"]) = (Area, Name);
    }

    private async Task<Endpoint?> FindAsync()
    {
        var endpoint = routes.SelectMany(x => x.Endpoints).OfType<RouteEndpoint>().First(x => DescriptorOf(x) is not null);
        var page = DescriptorOf(endpoint)!;
        // Pages that were compiled with their assembly are ready; others are made ready on their first use.
        return page is CompiledPageActionDescriptor ? endpoint : (await loader.LoadAsync(page, endpoint.Metadata)).Endpoint;
    }

    private static PageActionDescriptor? DescriptorOf(Endpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ActionDescriptor>() is PageActionDescriptor { AreaName: Area, ViewEnginePath: Name } page
            ? page
            : null;
}
