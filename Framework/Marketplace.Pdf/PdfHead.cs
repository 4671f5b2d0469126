namespace Marketplace.Pdf;

/// <summary>What stands on every page of a report.</summary>
/// <param name="Issuer">Who writes it.</param>
/// <param name="Title">What it is, large on the first page and small on the others.</param>
/// <param name="Subject">Whom or what it is about.</param>
/// <param name="PageOf">How a page counts itself, for example <c>Page {0} of {1}</c>.</param>
public sealed record PdfHead(string Issuer, string Title, string Subject, string PageOf);

/// <param name="Share">Its part of the page's width, compared with the other columns.</param>
/// <param name="Right">For figures.</param>
public sealed record PdfColumn(string Title, int Share, bool Right = false);
