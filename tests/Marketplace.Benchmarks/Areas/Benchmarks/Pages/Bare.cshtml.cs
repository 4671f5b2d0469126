using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Benchmarks.Areas.Benchmarks.Pages;

/// <summary>The baseline of kept pages: as many bytes, written by a Razor page that has neither a layout nor anything to look up.</summary>
internal sealed class BareModel : PageModel
{
    public const string Address = "/bench/bare";

    public string Title { get; } = "Bare";

    public IReadOnlyList<string> Lines { get; private set; } = [];

    public static int Count { get; set; }

    /// <summary>With its element, 100 bytes.</summary>
    private static string Line { get; } = new('x', 100 - "    <p></p>\n".Length);

    public void OnGet() => Lines = [.. Enumerable.Repeat(Line, Count)];
}
