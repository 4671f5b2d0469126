using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Overview;

/// <summary>What the items themselves have to say: one piece each for drafts, reviews, plans and what is old.</summary>
internal abstract class ItemPiece(ItemList list, KindCatalogue kinds) : IOverviewPiece
{
    private const int Shown = 5;

    public abstract int Order { get; }

    public abstract Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken);

    protected async Task<(IReadOnlyList<OverviewLine> Lines, int Count)> SampleAsync(
        string condition, string order, DateTimeOffset? at, Func<ItemLine, (string Detail, DateTimeOffset? At)> say,
        CancellationToken cancellationToken)
    {
        var (lines, count) = await list.SampleAsync(condition, order, at, Shown, cancellationToken);
        return ([.. lines.Select(x => LineOf(x, say(x)))], count);
    }

    protected string TitleOf(ItemLine line) => kinds.Find(line.Kind)?.Title ?? line.Kind;

    private static OverviewLine LineOf(ItemLine line, (string Detail, DateTimeOffset? At) said) => new(
        line.Title.Length > 0 ? line.Title : line.Address ?? line.Id, "~/admin/content/items/" + line.Id,
        $"{said.Detail} · {line.Language}", said.At);
}

internal sealed class DraftsPiece(ItemList list, KindCatalogue kinds, IStringLocalizer<DraftsPiece> text) : ItemPiece(list, kinds)
{
    public override int Order => 20;

    public override async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var (lines, count) = await SampleAsync(
            "state = 'Draft'", "changed_at desc", null, x => (TitleOf(x), x.ChangedAt), cancellationToken);
        return new OverviewPart(
            "drafts", text["Drafts"], "pencil", count, text["Everything that was written is published."], "~/admin/content?state=Draft",
            lines);
    }
}

internal sealed class ReviewsPiece(ItemList list, KindCatalogue kinds, IStringLocalizer<ReviewsPiece> text) : ItemPiece(list, kinds)
{
    public override int Order => 10;

    public override async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var (lines, count) = await SampleAsync(
            "state = 'InReview'", "changed_at", null, x => (TitleOf(x), x.ChangedAt), cancellationToken);
        return new OverviewPart(
            "reviews", text["Waiting for review"], "chat-left-text", count, text["Nothing waits for review."],
            "~/admin/content?state=InReview", lines);
    }
}

internal sealed class PlansPiece(
    ItemList list, KindCatalogue kinds, TenantTimes times, TimeProvider time, IStringLocalizer<PlansPiece> text) : ItemPiece(list, kinds)
{
    public override int Order => 30;

    public override async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (lines, count) = await SampleAsync(
            "publish_at is not null or unpublish_at is not null",
            "case when publish_at is null or unpublish_at < publish_at then unpublish_at else publish_at end", null,
            x => (Say(x, now), null), cancellationToken);
        return new OverviewPart(
            "plans", text["Planned"], "calendar-event", count, text["Nothing is planned."], null, lines);
    }

    private string Say(ItemLine line, DateTimeOffset now) =>
        line.PublishAt is { } publish && (line.UnpublishAt is not { } end || publish <= end)
            ? publish < now.AddMinutes(-2)
                ? text["Late since {0}: publish it by hand to see why", times.Show(publish)]
                : text["Published on {0}", times.Show(publish)]
            : text["Taken back on {0}", times.Show(line.UnpublishAt!.Value)];
}

internal sealed class StalePiece(
    ItemList list, KindCatalogue kinds, TimeProvider time, IStringLocalizer<StalePiece> text) : ItemPiece(list, kinds)
{
    private const int Days = 180;

    public override int Order => 60;

    public override async Task<OverviewPart?> ReadAsync(CancellationToken cancellationToken)
    {
        var (lines, count) = await SampleAsync(
            "published_version is not null and changed_at < @at", "changed_at", time.GetUtcNow().AddDays(-Days),
            x => (TitleOf(x), x.ChangedAt), cancellationToken);
        return new OverviewPart(
            "stale", text["Not looked at for half a year"], "hourglass", count, text["Every page was worked on within half a year."], null,
            lines);
    }
}
