using AngleSharp.Html.Dom;

namespace Marketplace.Testing;

/// <summary>Fills in and sends pages' own forms.</summary>
public static class Forms
{
    /// <summary>The page's own form as it stands, with its token and hidden fields, filled in.</summary>
    public static async Task<IReadOnlyList<(string Name, string Value)>> FormAsync(
        Visitor visitor, string path, (string Name, string Value)[] fields)
    {
        var page = await visitor.GetPageAsync(path);
        var form = page.Forms.First(x => x.Closest("main") is not null && x.QuerySelector("[name=__RequestVerificationToken]") is not null);
        var values = form.Elements.Where(x => x.GetAttribute("name") is { Length: > 0 } && x is not IHtmlButtonElement)
            .DistinctBy(x => x.GetAttribute("name"), StringComparer.Ordinal)
            .ToDictionary(
                x => x.GetAttribute("name")!,
                x => x switch { IHtmlSelectElement s =>
                    s.Value ?? "", IHtmlTextAreaElement t => t.Value, IHtmlInputElement i => i.Value, _ => "" }, StringComparer.Ordinal);
        foreach (var (name, value) in fields)
            values[name] = value;
        return [.. values.Select(x => (x.Key, x.Value))];
    }

    public static (string Name, string Value)[] With(IReadOnlyList<(string Name, string Value)> form, string name, string value) =>
        [.. form.Where(x => x.Name != name), (name, value)];

    public static Task<HttpResponseMessage> SendAsync(Visitor visitor, string path, IReadOnlyList<(string Name, string Value)> form) =>
        visitor.Http.PostAsync(
            path,
            new FormUrlEncodedContent(
                form.Select(x => KeyValuePair.Create(x.Name, x.Value)).DistinctBy(x => x.Key, StringComparer.Ordinal)));

    /// <param name="instead">The handler that is asked for in the end, where the page has no button for it any more.</param>
    public static async Task<HttpResponseMessage> PressAsync(Visitor visitor, string where, string handler, string? instead = null)
    {
        var page = await visitor.GetPageAsync(where);
        var token = page.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var count = page.QuerySelector("[name=count]")?.GetAttribute("value") ?? "1";
        return await SendAsync(visitor, $"{where}?handler={instead ?? handler}", [("__RequestVerificationToken", token), ("count", count)]);
    }
}
