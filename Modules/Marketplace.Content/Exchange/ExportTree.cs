using System.Globalization;
using System.IO.Compression;
using System.Text;
using Marketplace.Content.Items;
using Marketplace.Content.Media;
using Marketplace.Data;

namespace Marketplace.Content.Exchange;

/// <param name="Kind">Null: all.</param>
/// <param name="WithDrafts">Working copies, where they differ from what readers see, and what readers do not see at all.</param>
internal sealed record ExportChoice(string? Kind = null, bool WithDrafts = false, bool WithMedia = true);

/// <summary>
/// Writes texts and media as files, in the form in which they are imported. What was fetched is remembered, so that a later import knows
/// what was changed here since and what in the files.
/// </summary>
internal sealed class ExportTree(
    IDatabase database, KindCatalogue kinds, IEnumerable<IMediaFiles> media, ITenant tenant)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <param name="write">Gets each path with its content and the time of the last change.</param>
    public async Task ExecuteAsync(
        ExportChoice choice, Func<string, byte[], DateTimeOffset, Task> write, CancellationToken cancellationToken)
    {
        var marks = new List<ExchangeMark>();
        foreach (var (path, item, parent) in await ListAsync(choice, cancellationToken))
        {
            var isPublished = item.PublishedVersion == item.Version;
            var position = kinds.Find(item.Kind)?.IsTree == true ? item.Position : (int?)null;
            await write(path, Utf8.GetBytes(FileOf(item, parent, position, isPublished)), item.ChangedAt);
            marks.Add(new ExchangeMark(
                item.Kind, item.Language, item.Address!, item.Id, item.Version,
                ExchangeMarks.DigestOf(item.Text, parent, position, isPublished)));
        }

        if (choice.WithMedia && media.FirstOrDefault() is { } library)
        {
            foreach (var path in (await library.ListAsync(cancellationToken)).Keys.Order(StringComparer.Ordinal))
            {
                if (await library.ReadAsync(path, cancellationToken) is { } content)
                    await write(FilePaths.MediaFolder + path, content, DateTimeOffset.UnixEpoch);
            }
        }

        await database.InTransactionAsync(
            async db =>
            {
                foreach (var mark in marks)
                    await ExchangeMarks.SetAsync(db, mark, cancellationToken);
            },
            cancellationToken);
    }

    public async Task ToZipAsync(ExportChoice choice, Stream target, CancellationToken cancellationToken)
    {
        using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
        await ExecuteAsync(
            choice,
            async (path, content, at) =>
            {
                var entry = archive.CreateEntry(path, CompressionLevel.Optimal);
                // Archives know no time before 1980.
                entry.LastWriteTime = at.Year < 1980 ? new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero) : at;
                await using var stream = entry.Open();
                await stream.WriteAsync(content, cancellationToken);
            },
            cancellationToken);
    }

    /// <param name="folder">Files that are there and come again are replaced; others stay.</param>
    public Task ToFolderAsync(ExportChoice choice, string folder, CancellationToken cancellationToken) =>
        ExecuteAsync(
            choice,
            async (path, content, _) =>
            {
                var target = Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await File.WriteAllBytesAsync(target, content, cancellationToken);
            },
            cancellationToken);

    private static string FileOf(ContentItem item, string? parent, int? position, bool isPublished) => FrontMatter.Join(
        [
            ("title", item.Title),
            ("description", item.Description),
            ("address", item.Address),
            ("kind", item.Kind),
            ("parent", parent),
            ("position", position?.ToString(CultureInfo.InvariantCulture)),
            ("published", isPublished ? "true" : "false"),
        ],
        FieldsJson.Read(item.Fields),
        item.Body);

    private async Task<IReadOnlyList<(string Path, ContentItem Item, string? Parent)>> ListAsync(
        ExportChoice choice, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var condition = choice.Kind is null ? "" : " and i.kind = @Kind";
        var items = choice.WithDrafts
            ? await db.QueryAsync<ContentItem>(
                $"""
                select {ItemStore.Columns} {ItemStore.From}
                where i.trashed_at is null and i.address is not null and i.title <> ''{condition}
                """,
                new { choice.Kind }, cancellationToken)
            : await db.QueryAsync<ContentItem>(
                $"""
                select i.id, i.group_id, i.kind, i.language, p.title, p.description, p.address, p.body, p.fields, i.state, p.version,
                  p.version as published_version, i.last_address, i.source_item_id, i.source_version, i.publish_at, i.unpublish_at,
                  i.trashed_at, i.created_at, i.created_by, p.published_at as changed_at, p.published_by as changed_by,
                  g.parent_group_id, g.position
                {ItemStore.From} join content_published p on p.item_id = i.id
                where i.trashed_at is null and p.address is not null{condition}
                """,
                new { choice.Kind }, cancellationToken);
        var own = ContentSite.Of(tenant).Language;
        var groups = items.GroupBy(x => x.GroupId, StringComparer.Ordinal).ToDictionary(
            x => x.Key, x => x.OrderByDescending(y => y.Language == own).ThenBy(y => y.Language, StringComparer.Ordinal).ToList(),
            StringComparer.Ordinal);
        var keys = KeysOf(groups);
        return
        [
            .. items.Select(x => (
                    $"{x.Language}/{keys[x.GroupId]}.md",
                    x,
                    x.ParentGroupId is { } parent && groups.TryGetValue(parent, out var above)
                        ? (above.Find(y => y.Language == x.Language) ?? above[0]).Address
                        : null))
                .OrderBy(x => x.Item1, StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Where the files of a group lie in each language's folder: by the address in the own language. A page with others below it is the
    /// index of their folder.
    /// </summary>
    private static Dictionary<string, string> KeysOf(Dictionary<string, List<ContentItem>> groups)
    {
        var addresses = groups.Values.Select(x => x[0].Address!).Where(x => x[0] == '/').ToHashSet(StringComparer.Ordinal);
        var folders = addresses.SelectMany(Above).ToHashSet(StringComparer.Ordinal);
        var (keys, taken) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (group, items) in groups.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            var address = items[0].Address!;
            var key = address[0] != '/' ? $"{items[0].Kind}/{address}" : folders.Contains(address) ? address[1..] + "/index" : address[1..];
            while (!taken.Add(key))
                key += "-";
            keys[group] = key;
        }

        return keys;
    }

    private static IEnumerable<string> Above(string address)
    {
        for (var end = address.LastIndexOf('/'); end > 0; end = address.LastIndexOf('/', end - 1))
            yield return address[..end];
    }
}
