using Marketplace.Payments.Receipts;
using Marketplace.Ui;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Settings;

/// <summary>The seller's details as somebody types them.</summary>
internal sealed record ReceiptInput : IEditForm
{
    public string? Version { get; set; }

    public string? SellerName { get; set; }

    /// <summary>A line each.</summary>
    public string? Address { get; set; }

    public string? TaxNumber { get; set; }

    public string? ContactEmail { get; set; }

    public string? Note { get; set; }

    public bool AttachPdf { get; set; }

    public static ReceiptInput From(ReceiptSettings settings) => new()
    {
        Version = RecordVersion.Of(settings),
        SellerName = settings.SellerName,
        Address = string.Join('\n', settings.AddressLines),
        TaxNumber = settings.TaxNumber,
        ContactEmail = settings.ContactEmail,
        Note = settings.Note,
        AttachPdf = settings.AttachPdf,
    };
}

/// <summary>What fits on a receipt.</summary>
internal sealed class ReceiptSettingsRules(IStringLocalizer<ReceiptSettingsRules> text)
{
    private const int MostLines = 6;
    private const int LongestLine = 100;
    private const int LongestNote = 300;

    /// <returns>The settings, and problems by property of the input.</returns>
    public (ReceiptSettings Settings, Dictionary<string, string> Problems) Read(ReceiptInput input)
    {
        var problems = new Dictionary<string, string>(StringComparer.Ordinal);
        var lines = (input.Address ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length > MostLines || lines.Any(x => !Fits(x, LongestLine)))
            problems[nameof(input.Address)] = text["At most {0} lines of {1} characters each.", MostLines, LongestLine];
        var settings = new ReceiptSettings
        {
            SellerName = Line(nameof(input.SellerName), input.SellerName, LongestLine, problems),
            AddressLines = lines,
            TaxNumber = Line(nameof(input.TaxNumber), input.TaxNumber, LongestLine, problems),
            ContactEmail = Line(nameof(input.ContactEmail), input.ContactEmail, LongestLine, problems),
            Note = Line(nameof(input.Note), input.Note, LongestNote, problems),
            AttachPdf = input.AttachPdf,
        };
        if (settings.ContactEmail.Length > 0 && !Mailbox.TryParse(settings.ContactEmail, allowName: false, out _))
            problems[nameof(input.ContactEmail)] = text["Enter an e-mail address, for example billing@example.com, or nothing."];
        return (settings, problems);
    }

    private string Line(string field, string? typed, int longest, Dictionary<string, string> problems)
    {
        var value = typed?.Trim() ?? "";
        if (!Fits(value, longest))
            problems[field] = text["One line of at most {0} characters.", longest];
        return value;
    }

    private static bool Fits(string text, int longest) => text.Length <= longest && (text.Length == 0 || NameRules.IsReadable(text));
}
