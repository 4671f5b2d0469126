using System.Text;

namespace Marketplace.Docs.Search;

/// <summary>Finds the words in a text and marks them.</summary>
internal static class Excerpt
{
    /// <summary>Characters, about two lines of a list.</summary>
    private const int Length = 180;
    private const int Before = 50;

    /// <summary>The whole text.</summary>
    public static IReadOnlyList<Highlight> Mark(string text, SearchText search) => Cut(text, 0, text.Length, Hits(text, search));

    /// <summary>The place in the text with most of the words, or its beginning.</summary>
    public static IReadOnlyList<Highlight> Find(string text, SearchText search)
    {
        var hits = Hits(text, search);
        var start = BestStart(hits);
        start = start <= Before ? 0 : NextWord(text, start - Before);
        var end = text.Length - start <= Length + Before ? text.Length : LastWord(text, start, start + Length);
        var marked = Cut(text, start, end, hits).ToList();
        if (start > 0)
            marked.Insert(0, new Highlight("… ", IsHit: false));
        if (end < text.Length)
            marked.Add(new Highlight(" …", IsHit: false));
        return marked;
    }

    /// <summary>Nearly all words of a text are none of those: they are passed without making a word of each.</summary>
    private static List<WordAt> Hits(string text, SearchText search) =>
        [.. Words.Split(text, x => !Ascii.IsValid(x) || IsHit(x, search)).Where(x => IsHit(x.Word, search))];

    private static bool IsHit(ReadOnlySpan<char> word, SearchText search)
    {
        for (var i = 0; i < search.Terms.Count; i++)
        {
            var term = search.Terms[i].Word;
            if (search.IsPart(i)
                ? word.StartsWith(term, StringComparison.OrdinalIgnoreCase)
                : word.Equals(term, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static int BestStart(List<WordAt> hits)
    {
        var (best, most) = (0, 0);
        for (var i = 0; i < hits.Count; i++)
        {
            var words = hits.Skip(i).TakeWhile(x => x.Start < hits[i].Start + Length - Before).Select(x => x.Word)
                .Distinct(StringComparer.Ordinal).Count();
            if (words > most)
                (best, most) = (hits[i].Start, words);
        }

        return best;
    }

    private static List<Highlight> Cut(string text, int start, int end, List<WordAt> hits)
    {
        var parts = new List<Highlight>();
        var at = start;
        foreach (var hit in hits.Where(x => x.Start >= start && x.Start + x.Length <= end))
        {
            if (hit.Start > at)
                parts.Add(new Highlight(text[at..hit.Start], IsHit: false));
            parts.Add(new Highlight(text.Substring(hit.Start, hit.Length), IsHit: true));
            at = hit.Start + hit.Length;
        }

        if (end > at)
            parts.Add(new Highlight(text[at..end], IsHit: false));
        return parts;
    }

    private static int NextWord(string text, int from)
    {
        var space = text.IndexOf(' ', from);
        return space >= 0 && space < from + Before ? space + 1 : from;
    }

    private static int LastWord(string text, int start, int end)
    {
        var space = text.LastIndexOf(' ', end - 1, end - start);
        return space > start ? space : end;
    }
}
