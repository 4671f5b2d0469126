using Marketplace.Content.Addresses;
using Marketplace.Content.Items;
using Marketplace.Content.Serving;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Forwarding;

/// <summary>A line of a file, and what becomes of it.</summary>
internal sealed record RedirectLine(int Line, string From, string To, RedirectPlan Plan);

/// <summary>Redirects as editors make them, one by one or from a file. Each write reads all of them in its transaction.</summary>
internal sealed class EditRedirects(
    IDatabase database, Redirects redirects, PublishedContent published, ReservedAddresses reserved, KindCatalogue kinds,
    ContentStamp stamp, IStringLocalizer<EditRedirects> text)
{
    public const int MostLines = 5_000;

    /// <param name="replaces">The address of the redirect that is edited; null for a new one.</param>
    /// <param name="version">Of the redirect that is edited, as the form showed it: see <see cref="VersionOf"/>.</param>
    /// <returns>The plan, carried out where it was accepted; null where somebody else changed the redirect meanwhile.</returns>
    public async Task<RedirectPlan?> SaveAsync(
        string? replaces, string? version, string? from, string? to, int status, string by, CancellationToken cancellationToken)
    {
        var picture = await published.ReadAsync(cancellationToken);
        return await database.InTransactionAsync(
            async db =>
            {
                await AddressCheck.TakeTurnAsync(db, cancellationToken);
                var stored = await Redirects.ListAsync(db, cancellationToken);
                var book = Book(stored, picture);
                if (replaces is not null)
                {
                    if (!RecordVersion.IsOf(Shown(stored.FirstOrDefault(x => x.FromAddress == replaces)), version))
                        return null;
                    book.Remove(replaces);
                }

                var plan = book.Plan(from, to, status);
                if (plan is not RedirectPlan.Accepted accepted)
                    return plan;
                if (replaces is null && !accepted.IsNew)
                    return Taken(accepted.From);
                if (replaces is not null && replaces != accepted.From)
                {
                    if (stored.Any(x => x.FromAddress == accepted.From))
                        return Taken(accepted.From);
                    await RemoveAsync(db, replaces, cancellationToken);
                }

                await WriteAsync(db, accepted, by, cancellationToken);
                await stamp.GrowAsync(db, cancellationToken);
                return plan;
            },
            x => x is RedirectPlan.Accepted,
            cancellationToken);
    }

    /// <returns>False where it is gone already.</returns>
    public Task<bool> DeleteAsync(string from, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await RemoveAsync(db, from, cancellationToken) == 0)
                    return false;
                await stamp.GrowAsync(db, cancellationToken);
                return true;
            },
            cancellationToken);

    /// <param name="isDry">Nothing is written; else every line that is accepted, in one transaction.</param>
    /// <exception cref="FormatException">The file is none; the message is a sentence.</exception>
    public async Task<IReadOnlyList<RedirectLine>> ImportAsync(string csv, bool isDry, string by, CancellationToken cancellationToken)
    {
        var rows = Rows(csv);
        var picture = await published.ReadAsync(cancellationToken);
        return await database.InTransactionAsync(
            async db =>
            {
                await AddressCheck.TakeTurnAsync(db, cancellationToken);
                var book = Book(await Redirects.ListAsync(db, cancellationToken), picture);
                var lines = new List<RedirectLine>(rows.Count);
                foreach (var (line, cells) in rows)
                {
                    var (from, to) = (cells[0], cells.ElementAtOrDefault(1) ?? "");
                    var plan = StatusOf(cells) is { } status
                        ? book.Plan(from, to, status)
                        : new RedirectPlan.Refused("to", text["The third column is 301 (moved), 410 (gone) or empty."]);
                    lines.Add(new RedirectLine(line, from, to, plan));
                    if (!isDry && plan is RedirectPlan.Accepted { IsChanged: true } accepted)
                        await WriteAsync(db, accepted, by, cancellationToken);
                }

                if (!isDry && lines.Exists(x => x.Plan is RedirectPlan.Accepted { IsChanged: true }))
                    await stamp.GrowAsync(db, cancellationToken);
                return lines;
            },
            _ => !isDry,
            cancellationToken);
    }

    public static string VersionOf(Redirect redirect) => RecordVersion.Of(Shown(redirect));

    private RedirectPlan.Refused Taken(string from) => new("from", text["There is a redirect from {0} already. Edit that one.", from]);

    private static (string?, string?, int?) Shown(Redirect? redirect) => (redirect?.ToGroupId, redirect?.ToAddress, redirect?.Status);

    private RedirectBook Book(IReadOnlyList<Redirect> stored, PublishedPicture picture) => new(
        stored,
        address => picture.At(address).FirstOrDefault(),
        group => picture.OfGroup(group) is [var first, ..] ? first.Address : null,
        WhyReserved,
        text);

    /// <summary>The old pages of a kind lay among those of the kind.</summary>
    private string? WhyReserved(string address)
    {
        var owner = kinds.All.Where(x => x.Root is { } root && ReservedAddresses.IsBelow(address, root)).MaxBy(x => x.Root!.Length);
        return reserved.WhyNot(owner ?? new ContentKind(OwnKinds.Page, ""), address);
    }

    private async Task WriteAsync(UnitOfWork db, RedirectPlan.Accepted plan, string by, CancellationToken cancellationToken)
    {
        await redirects.SetAsync(db, plan.From, plan.To, plan.Status, by, cancellationToken);
        foreach (var other in plan.Repointed)
            await redirects.SetAsync(db, other, plan.To, Redirect.Moved, by, cancellationToken);
    }

    private static Task<int> RemoveAsync(UnitOfWork db, string from, CancellationToken cancellationToken) =>
        db.ExecuteAsync("delete from content_redirects where from_address = @from", new { from }, cancellationToken);

    private static int? StatusOf(IReadOnlyList<string> cells) => (cells.ElementAtOrDefault(2) ?? "") switch
    {
        "" => cells.Count > 1 && cells[1].Length > 0 ? Redirect.Moved : null,
        "301" or "302" or "308" => Redirect.Moved,
        "410" => Redirect.Gone,
        _ => null,
    };

    private List<(int Line, IReadOnlyList<string> Cells)> Rows(string csv)
    {
        try
        {
            var rows = CsvReader.Read(csv).ToList();
            if (rows.Count > 0 && rows[0].Cells[0].Equals("from", StringComparison.OrdinalIgnoreCase))
                rows.RemoveAt(0);
            if (rows.Count == 0)
                throw new FormatException(text["The file holds no redirects. Its columns are from, to and status."]);
            return rows.Count <= MostLines
                ? rows
                : throw new FormatException(text["The file has {0} lines; at most {1} are taken at once.", rows.Count, MostLines]);
        }
        catch (UnclosedQuoteException e)
        {
            throw new FormatException(text["A quote that begins in line {0} does not end.", e.Line], e);
        }
    }
}
