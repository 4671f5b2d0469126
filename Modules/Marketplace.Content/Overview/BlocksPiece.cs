using Marketplace.Content.Blocks;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Overview;

/// <summary>Published texts with blocks that point to nothing, such as a product that is not sold any more.</summary>
internal sealed class BlocksPiece(BlockFindings findings, IStringLocalizer<BlocksPiece> text) : IOverviewPiece
{
    private const int Shown = 5;

    public int Order => 55;

    public async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await findings.ListAsync(cancellationToken);
        return new OverviewPart(
            "blocks", text["Blocks that show nothing"], "puzzle", found.Count, text["Every block of every published text shows something."],
            "~/admin/content/links",
            [.. found.Take(Shown).Select(x => new OverviewLine(
                x.Entry.Title, "~/admin/content/items/" + x.Entry.ItemId, string.Join(' ', x.Missing), At: null))]);
    }
}
