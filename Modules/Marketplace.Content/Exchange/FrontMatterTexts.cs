using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Exchange;

/// <summary>What can be wrong with the head of a file, as sentences for whoever wrote it.</summary>
internal sealed class FrontMatterTexts(IStringLocalizer<FrontMatterTexts> text)
{
    public string NoHead => text["A page begins with a line --- and its title: ---, title: …, ---. This file does not."];

    public string NoEnd => text["The head of the page does not end: a second line --- is missing."];

    public string NoYaml(long line) =>
        text["Line {0} of the head cannot be read. Write name: value, and put values with a colon in quotes.", line];

    public string Twice(string name, long line) => text["“{0}” stands twice in the head; the second time in line {1}.", name, line];
}
