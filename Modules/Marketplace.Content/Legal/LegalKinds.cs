using Marketplace.Content.Items;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Legal;

/// <summary>Texts that the law asks for. The footer links to those that are published, in this order.</summary>
internal sealed class LegalKinds(IStringLocalizer<LegalKinds> text) : IContentKinds
{
    /// <summary>The only ones that people accept.</summary>
    public const string Terms = "terms";

    public const string Privacy = "privacy";
    public const string Withdrawal = "withdrawal";
    public const string Accessibility = "accessibility";
    public const string Imprint = "imprint";

    public static IReadOnlyList<string> InFooter { get; } = [Terms, Privacy, Withdrawal, Accessibility, Imprint];

    public IEnumerable<ContentKind> GetKinds() =>
    [
        new(Terms, text["Terms"]),
        new(Privacy, text["Privacy notice"]),
        new(Withdrawal, text["Withdrawal information"]),
        new(Accessibility, text["Accessibility statement"]),
        new(Imprint, text["Imprint"]),
    ];
}
