using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Marketplace.Ui;

/// <summary>A sentence that the next page shows on top, for example after a form was sent: it works without script.</summary>
public sealed record PageNote(string Kind, string Text)
{
    private const string KindKey = "PageNote.Kind";
    private const string TextKey = "PageNote.Text";

    public string Icon => Kind switch
    {
        "success" => "check-circle-fill",
        "danger" => "x-circle-fill",
        "warning" => "exclamation-triangle-fill",
        _ => "info-circle-fill",
    };

    /// <returns>The note left for this page, once; null where there is none.</returns>
    public static PageNote? Take(ITempDataDictionary? tempData) =>
        tempData?[TextKey] is string text && tempData[KindKey] is string kind ? new PageNote(kind, text) : null;

    internal static void Leave(ITempDataDictionary tempData, PageNote note)
    {
        tempData[KindKey] = note.Kind;
        tempData[TextKey] = note.Text;
    }
}

public static class PageNoteExtensions
{
    /// <summary>Leaves a note for the page that is shown next.</summary>
    /// <param name="kind">success, warning, danger or info.</param>
    public static void Note(this ITempDataDictionary tempData, string kind, string text) =>
        PageNote.Leave(tempData, new PageNote(kind, text));
}
