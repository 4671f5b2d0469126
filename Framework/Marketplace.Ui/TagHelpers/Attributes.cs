namespace Marketplace.Ui;

internal static class Attributes
{
    /// <summary>Razor passes a null of C# to a text attribute as an empty text.</summary>
    public static string? OrNull(this string? value) => string.IsNullOrEmpty(value) ? null : value;
}
