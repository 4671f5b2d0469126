using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Editing;

/// <summary>The sentences of the editor's script, by the names it asks for them. It fills in what stands in square brackets.</summary>
internal sealed class EditorTexts(IStringLocalizer<EditorTexts> text)
{
    public IReadOnlyDictionary<string, string> All =>
        new[] { Saving, Safety, Conflict, Writing, Tables, Links, Pictures, Blocks }
            .SelectMany(x => x()).ToDictionary(x => x.Name, x => x.Text.Value, StringComparer.Ordinal);

    /// <summary>What the editor's library says itself, by its own English words.</summary>
    public IReadOnlyDictionary<string, string> Phrases =>
        new[]
        {
            text["Find"], text["Replace"], text["next"], text["previous"], text["all"], text["match case"], text["regexp"], text["by word"],
            text["replace all"], text["close"], text["current match"], text["on line"], text["replaced $ matches"],
            text["replaced match on line $"], text["Go to line"], text["Selection deleted"], text["Control character"],
            text["$ unchanged lines"],
        }
        // Names of texts do not differ by their case alone.
        .Select(x => (x.Name, x.Value)).Append(("replace", text["Replace"].Value)).Append(("go", text["Go"].Value))
        .ToDictionary(x => x.Item1, x => x.Item2, StringComparer.Ordinal);

    private IEnumerable<(string Name, LocalizedString Text)> Saving() =>
    [
        ("saved", text["Saved [time]"]),
        ("state_saved", text["Saved"]),
        ("state_waiting", text["Not saved yet"]),
        ("state_saving", text["Saving…"]),
        ("state_offline", text["Not saved: you are offline"]),
        ("state_failing", text["Not saved: the site does not answer. It is tried again."]),
        ("state_signed-out", text["Not saved: you are signed out"]),
        ("state_conflict", text["Not saved: somebody else saved"]),
        ("state_refused", text["Not saved"]),
        ("signedOut", 
            text["You are signed out, and what you typed is kept here. Sign in again in a new tab: this page saves by itself then."]),
        ("signIn", text["Sign in again"]),
        ("refused", text["This could not be saved as it is. It is kept in this browser, and saved with the next change that can be."]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Safety() =>
    [
        ("copyFound", text["This browser kept a text of [time] that was never saved."]),
        ("copyRestore", text["Use that text"]),
        ("copyCompare", text["Compare"]),
        ("copyDiscard", text["Throw it away"]),
        ("copyTitle", text["The text that was not saved"]),
        ("copyDetail", text["Take passages of the saved text over, or change the right side, before you decide."]),
        ("copyMine", text["Kept in this browser"]),
        ("copyTheirs", text["As it stands here"]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Conflict() =>
    [
        ("conflict", text["[name] saved this page while you were writing. Your text is kept and nothing was overwritten."]),
        ("conflictShow", text["Look at both texts"]),
        ("conflictTitle", text["Two people changed this text"]),
        ("conflictBy", text["Saved by [name], [time]."]),
        ("conflictDetail",
            text["Take passages of the other text over, or change yours, before you save. What you do not take stays in the history."]),
        ("conflictMine", text["Your text"]),
        ("conflictTheirs", text["The other text"]),
        ("conflictKeep", text["Save my text"]),
        ("conflictTake", text["Take the other text"]),
        ("conflictTaken", text["The other text stands here now. Yours was not saved."]),
        ("conflictBack", text["Bring my text back"]),
        ("conflictTexts", text["Both texts, side by side"]),
        ("conflictFields", text["Fields that differ"]),
        ("takePassage", text["Take this passage over"]),
        ("somebody", text["Somebody else"]),
        ("later", text["Later"]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Writing() =>
    [
        ("placeholder", text["Write here…"]),
        ("cancel", text["Cancel"]),
        ("close", text["Close"]),
        ("choose", text["Choose…"]),
        ("none", text["None"]),
        ("nothingFound", text["Nothing was found."]),
        ("searchFailed", text["The site does not answer. Try again in a moment."]),
        ("requiredLabel", text["[label] (needed)"]),
        ("boldText", text["bold text"]),
        ("italicText", text["italic text"]),
        ("calloutText", text["What readers should not miss"]),
        ("calloutKind", text["Kind of callout"]),
        ("callout_note", text["Note"]),
        ("callout_tip", text["Tip"]),
        ("callout_important", text["Important"]),
        ("callout_warning", text["Warning"]),
        ("callout_caution", text["Caution"]),
        ("helpTitle", text["Keys of the editor"]),
        ("helpWriting", text["The Tab key moves on to the next control, as everywhere. Lists go on by themselves when you press Enter."]),
        ("helpWidgets", text["In a table, Tab moves to the next cell, Enter to the cell below, and Escape leaves the table."]),
        ("previewOffline", text["The preview is not up to date: you are offline."]),
        ("previewFailed", text["The preview could not be made. Your text is not affected."]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Tables() =>
    [
        ("table", text["Table"]),
        ("tableActions", text["Change the table"]),
        ("cellHead", text["Title of column [column]"]),
        ("cell", text["Row [row], [column]"]),
        ("table_add-row", text["Add a row"]),
        ("table_add-column", text["Add a column"]),
        ("table_remove-row", text["Remove the row"]),
        ("table_remove-column", text["Remove the column"]),
        ("table_align", text["Align the column"]),
        ("table_remove", text["Remove the table"]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Links() =>
    [
        ("linkTitle", text["Link"]),
        ("linkSearch", text["Find a page"]),
        ("linkResults", text["Pages"]),
        ("linkAddress", text["Address"]),
        ("linkAddressHelp", text["A page of this site such as /docs/credits, or a whole address that begins with https://"]),
        ("linkText", text["Text of the link"]),
        ("linkInsert", text["Insert the link"]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Pictures() =>
    [
        ("picture", text["Picture"]),
        ("pictureTitle", text["Picture"]),
        ("pictureTextTitle", text["What does the picture show?"]),
        ("pictureUpload", text["Upload a picture"]),
        ("pictureSearch", text["Find a picture in the library"]),
        ("pictureLibrary", text["Library"]),
        ("pictureText", text["Alternative text"]),
        ("pictureTextHelp", text["What somebody should know who cannot see it. Readers hear it, and search engines read it."]),
        ("pictureTextNeeded", text["Say what the picture shows, or that it is decoration."]),
        ("pictureDecorative", text["Decoration only: it may be left out when the page is read aloud"]),
        ("pictureChooseFirst", text["Choose a picture first."]),
        ("pictureInsert", text["Insert the picture"]),
        ("pictureAlt", text["Alternative text"]),
        ("pictureMissing", text["There is no picture at this address."]),
        ("pictureReplace", text["Choose another"]),
        ("pictureRemove", text["Remove"]),
        ("uploading", text["Uploading…"]),
        ("uploadingName", text["Uploading [name]…"]),
        ("uploadFailed", text["The picture could not be uploaded. Try again, or choose another file."]),
        ("uploadOffline", text["The picture was not uploaded: you are offline."]),
    ];

    private IEnumerable<(string Name, LocalizedString Text)> Blocks() =>
    [
        ("blocks", text["Live blocks"]),
        ("blocksTitle", text["Insert a live block"]),
        ("noBlocks", text["No feature that is on here offers live blocks."]),
        ("blockInsert", text["Put it into the text"]),
        ("blockShows", text["Shows now: [text]"]),
        ("blockShowsNothing", text["Shows no words now."]),
        ("unknownBlock", text["Unknown block [name]"]),
        ("goneChoice", text["[value] (is not there any more)"]),
    ];
}
