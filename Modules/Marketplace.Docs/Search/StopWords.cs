using System.Collections.Frozen;

namespace Marketplace.Docs.Search;

/// <summary>
/// Words that stand everywhere, in the languages of the product. A question is searched by its other words, where it has any.
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string> All =
        ("a an and are as at be by can do does for from have how i in is it my not of on or our that the this to we what when where which "
            + "who why will with you your "
            + "au aux avec ce ces cette comment dans de des du elle en est et il je la le les leur ma mes mon ne nos notre nous on ou par "
            + "pas pour qu que quel quelle qui sa se ses son sont sur un une vos votre vous "
            + "als am auf aus bei das dass dem den der des die ein eine einem einen einer es fur hat ich ihr im ist kann man mein meine "
            + "mit nicht oder sich sie sind so uber und vom von war was wenn wer wie wir wird wo zu zum zur")
        .Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool Contains(string word) => All.Contains(word);
}
