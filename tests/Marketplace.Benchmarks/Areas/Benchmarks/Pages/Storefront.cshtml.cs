using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Benchmarks.Areas.Benchmarks.Pages;

internal sealed record Offer(string Name, string Line, int Cpus, int Memory, int Storage, string Region, CreditAmount Price);

/// <summary>A list of offers as the storefront shows it, without a database behind it.</summary>
internal sealed class StorefrontModel : PageModel
{
    public const string Address = "/bench/storefront";

    private static readonly Offer[] _offers = [.. Enumerable.Range(1, 12).Select(x => new Offer(
        $"Virtual machine {x}", "Runs on certified nodes and renews monthly.", x, x * 2, x * 25, x % 2 == 0 ? "Europe" : "North America",
        CreditAmount.FromDecimal(x * 2.5m)))];

    public IReadOnlyList<Offer> Offers => _offers;
}
