using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Marketplace.Content.Items;
using Marketplace.Content.Rendering;
using Marketplace.Ui;

namespace Marketplace.Docs.Reading;

/// <summary>
/// A page as Markdown, for people who paste it and programs that read it: what blocks show stands in their place as text.
/// </summary>
internal sealed partial class MarkdownAnswer(ITextPages texts)
{
    public const string ContentType = "text/markdown; charset=utf-8";

    public async Task<string> WriteAsync(PublishedItem item, CancellationToken cancellationToken)
    {
        var entry = item.Entry;
        var head = new StringBuilder("---\n").Append("title: ").Append(Quoted(entry.Title)).Append('\n');
        if (entry.Description.Length > 0)
            head.Append("description: ").Append(Quoted(entry.Description)).Append('\n');
        head.Append("language: ").Append(entry.Language).Append('\n')
            .Append("updated: ").Append(entry.ChangedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .Append("\n---\n\n");
        return head.Append(await FillAsync(item, cancellationToken)).ToString();
    }

    private async Task<string> FillAsync(PublishedItem item, CancellationToken cancellationToken)
    {
        var blocks = new Queue<TextPart>(item.Text.Parts.Where(x => x.Block is not null));
        if (blocks.Count == 0)
            return item.Markdown;
        var filled = new StringBuilder(item.Markdown.Length);
        var at = 0;
        foreach (Match match in BlockOrCode().Matches(item.Markdown))
        {
            // What stands in code is no block, although it looks like one.
            if (!match.Groups["name"].Success || !blocks.TryPeek(out var block) || block.Block != match.Groups["name"].Value)
                continue;
            blocks.Dequeue();
            var one = new RenderedText([block], [], HasCode: false, Words: 0);
            var html = (await texts.FillAsync(one, item.Entry.Language, cancellationToken)).Html;
            filled.Append(item.Markdown, at, match.Index - at).Append(TextOf(html));
            at = match.Index + match.Length;
        }

        return filled.Append(item.Markdown, at, item.Markdown.Length - at).ToString();
    }

    private static string TextOf(string html) =>
        HtmlTables.Find(html) is { } table ? table : PlainText.FromHtml(html).Trim();

    /// <summary>A text of YAML in double quotes, in which JSON's rules hold.</summary>
    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text, Readable);

    private static readonly System.Text.Json.JsonSerializerOptions Readable = new()
    { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(
        @"^(?<fence>```+|~~~+)[^\n]*\n.*?(?:^\k<fence>[`~]*[ \t]*$|\z)|(?<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\k<ticks>(?!`)"
        + @"|\{\{\s*(?<name>[a-z][a-z0-9-]*)(?:\s[^{}]*)?\}\}",
        RegexOptions.Singleline | RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 2000)]
    private static partial Regex BlockOrCode();
}
