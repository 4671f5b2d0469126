using Microsoft.AspNetCore.Html;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Blocks;

/// <summary>
/// <c>{{balance}}</c>: what whoever reads it can spend. Until it is known, and where no script runs, a link to the wallet.
/// </summary>
internal sealed class BalanceBlock(IStringLocalizer<BalanceBlock> text) : IContentBlock
{
    public string Name => "balance";

    public BlockDescription Describe() => new(
        text["Balance"], text["What the reader can spend; visitors see a link to sign in."], "wallet2", []);

    public Task<BlockView> ShowAsync(BlockUse use, CancellationToken cancellationToken) =>
        Task.FromResult<BlockView>(new BlockView.ForReader(
            "~" + BalanceTextEndpoint.Address,
            new HtmlFormattableString("<a href=\"~/dashboard/wallet\">{0}</a>", text["your balance"].Value),
            IsInline: true));
}
