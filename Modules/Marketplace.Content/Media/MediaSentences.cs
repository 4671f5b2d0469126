using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Media;

/// <summary>What people read about files that were not taken.</summary>
internal sealed class MediaSentences(ITenant tenant, IStringLocalizer<MediaSentences> text)
{
    public string Of(FileProblem problem) => problem switch
    {
        FileProblem.Empty => text["The file is empty. Nothing was kept."],
        FileProblem.TooLarge =>
            text[
                "The file is too large: one file may have {0} MB. Make it smaller, or raise the limit in the settings of the library.",
                Largest],
        FileProblem.UnknownType =>
            text[
                "Files of this kind cannot be kept. Pictures may be PNG, JPEG, WebP, GIF or SVG; PDF, plain text and zip archives are "
                + "offered as downloads."],
        FileProblem.Damaged => text["The file is damaged or not complete, so it cannot be shown. Save it again and upload the new one."],
        FileProblem.TooManyPixels => text["The picture has too many pixels: 50 million at most. Make it smaller first."],
        FileProblem.AnimatedPng => text["This PNG moves, and would stand still here. Save it as GIF or WebP."],
        FileProblem.SvgDoesMore =>
            text["This drawing does more than draw: it has scripts, foreign content or links to files elsewhere. Save it as a plain SVG."],
        FileProblem.OtherType =>
            text[
                "The new file is of another kind than its address says. Upload it as a file of its own, or save it in the kind of the "
                + "old one."],
        FileProblem.BadFolder =>
            text["A folder's name needs letters or digits, at most {0} characters in all and five levels.", MediaAddress.LongestFolder],
        FileProblem.TooMany => text["Too many files have this name. Give it another one."],
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, message: null),
    };

    private int Largest => (int)(tenant.Settings.Get<MediaSettings>(MediaSettings.Section).LargestBytes / (1024 * 1024));
}
