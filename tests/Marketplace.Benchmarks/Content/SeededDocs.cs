using System.Globalization;
using System.Text;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Docs.Search;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Content;

/// <summary>
/// A documentation of 2,000 pages in chapters, written and indexed as an editor's are. Words are as unequally frequent as in a language.
/// </summary>
internal static class SeededDocs
{
    public const int Pages = 2_000;
    private const int PagesPerChapter = 50;
    private const int WordCount = 4_000;

    private static readonly string[] Syllables =
        ["ba", "cre", "dit", "do", "fra", "gate", "hol", "in", "ka", "lim",
            "ma", "node", "or", "pra", "qui", "ro", "sta", "ter", "va", "zon"];

    private static readonly string[] Words = [.. Enumerable.Range(0, WordCount).Select(WordOf)];

    public static string AddressOf(int page) => string.Create(CultureInfo.InvariantCulture, $"/docs/bench-{page:0000}");

    /// <summary>Frequent and rare words, parts of words and mistakes, as they are typed.</summary>
    public static IReadOnlyList<string> Queries(int count)
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, count).Select(x => (x % 4) switch
        {
            0 => Word(random),
            1 => $"{Word(random)} {Word(random)}",
            2 => $"{Word(random)} {Word(random)[..3]}",
            _ => Mistaken(Word(random), random),
        })];
    }

    public static string Text(int words, Random random)
    {
        var text = new StringBuilder("A page to be measured.\n");
        for (var i = 0; i < words; i++)
        {
            if (i % 100 == 0)
                text.Append("\n\n## ").Append(Word(random)).Append(' ').Append(Word(random)).Append("\n\n");
            text.Append(i % 23 == 0 ? "**" + Word(random) + "** " : Word(random) + " ").Append(i % 25 == 24 ? "\n\n" : "");
        }

        return text.ToString();
    }

    public static async Task WriteAsync(MarketplaceApp app, string tenant)
    {
        await app.InTenantAsync(tenant, async services =>
        {
            var changed = await services.GetRequiredService<ITenantAdministration>()
                .ChangeFeaturesAsync(["Marketplace.Docs", "Marketplace.Benchmarks"], [], CancellationToken.None);
            if (changed.Error is { } error)
                throw new InvalidOperationException(error);
        });
        await app.InTenantAsync(tenant, async services =>
        {
            var writer = services.GetRequiredService<ContentWriter>();
            var random = new Random(1);
            string? chapter = null;
            for (var i = 0; i < Pages; i++)
            {
                var page = new ContentToWrite("doc", AddressOf(i), "en", $"{Word(random)} {Word(random)} {i}", Text(300, random))
                {
                    Publish = true, By = Acting.Recipe, ParentGroupId = i % PagesPerChapter == 0 ? null : chapter,
                };
                if (await writer.WriteAsync(page, CancellationToken.None) is not WriteResult.Written written)
                    throw new InvalidOperationException($"{page.Address} could not be written.");
                if (i % PagesPerChapter == 0)
                    chapter = written.GroupId;
            }
        });
        await app.InTenantAsync(tenant, services => services.GetRequiredService<IndexPages>().CatchUpAsync(CancellationToken.None));
    }

    /// <summary>The nth word is about n times as rare as the first.</summary>
    private static string Word(Random random) => Words[(int)Math.Pow(WordCount, random.NextDouble()) - 1];

    private static string Mistaken(string word, Random random)
    {
        var at = random.Next(1, word.Length - 1);
        return word[..at] + word[(at + 1)..];
    }

    private static string WordOf(int number) =>
        Syllables[number % 20] + Syllables[number / 20 % 20] + Syllables[number / 400 % 20] + (number % 3 == 0 ? "s" : "");
}
