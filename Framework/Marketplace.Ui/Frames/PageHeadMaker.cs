using System.Globalization;

namespace Marketplace.Ui;

/// <summary>Makes the <see cref="PageHead"/> of a page that is no text of an editor's, such as a product's.</summary>
public sealed class PageHeadMaker(Frame frame, IEnumerable<ISharedPictures> pictures)
{
    /// <param name="address">Of the page without its query, beginning with a slash.</param>
    /// <param name="language">Of what stands there; null for the request's.</param>
    public PageHead Of(string address, string title, string description, string? language = null)
    {
        var spoken = language ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return new PageHead(title, description, frame.PublicUrl(address), spoken, PictureOf(address, spoken, title));
    }

    /// <returns>Absolute; null where no module makes pictures.</returns>
    public string? PictureOf(string address, string language, string title) =>
        pictures.FirstOrDefault()?.AddressOf(address, language, title) is { } picture ? frame.PublicUrl(picture) : null;
}
