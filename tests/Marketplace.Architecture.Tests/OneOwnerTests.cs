using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>What the outside world is made of is known in one place each.</summary>
public sealed class OneOwnerTests
{
    [Theory]
    [InlineData("Marketplace.Jobs", "^(Hangfire|Cronos)")]
    [InlineData("Marketplace.Data", "^(Npgsql|Microsoft\\.Data\\.Sqlite|SQLitePCLRaw|Dapper)")]
    [InlineData("Marketplace.Hosting", "^OpenTelemetry")]
    [InlineData("Marketplace.Pdf", "^(PDFsharp|AnyAscii)")]
    [InlineData("Marketplace.Notifications", "^(MailKit|MimeKit)")]
    [InlineData("Marketplace.Ui", "^(Markdig|HtmlSanitizer|AngleSharp)")]
    [InlineData("Marketplace.Stripe", "^Stripe\\.net")]
    public void A_package_belongs_to_one_project(string owner, string package) =>
        Findings.None(
            $"Only {owner} refers to packages like {package}:",
            from project in Repository.Projects
            where project.Room is not "tests" && project.Name != owner
            from reference in project.Packages
            where Regex.IsMatch(reference, package, RegexOptions.None, TimeSpan.FromMinutes(1))
            select $"{project.Name} refers to {reference}");

    [Theory]
    [InlineData("Modules/Marketplace.Jobs", "Hangfire")]
    [InlineData("Framework/Marketplace.Data", "Npgsql")]
    [InlineData("Framework/Marketplace.Ui", "Markdig")]
    [InlineData("Framework/Marketplace.Ui", "Ganss")]
    [InlineData("Modules/Marketplace.Notifications", "MailKit")]
    [InlineData("Modules/Marketplace.Notifications", "MimeKit")]
    [InlineData("Framework/Marketplace.Data", "Microsoft.Data.Sqlite")]
    [InlineData("Framework/Marketplace.Data", "Dapper")]
    [InlineData("Framework/Marketplace.Pdf", "PdfSharp")]
    [InlineData("Framework/Marketplace.Pdf", "AnyAscii")]
    [InlineData("Modules/Marketplace.Stripe", "Stripe")]
    public void A_namespace_is_used_in_one_project(string owner, string name) =>
        Findings.None(
            $"Only {owner} uses {name}:",
            from file in Repository.Product(".cs", ".cshtml")
            where !file.IsIn(owner)
            where file.Lines.Any(
                x => x.Contains(name, StringComparison.Ordinal) && Regex.IsMatch(
                    x, $@"^\s*@?(global )?using (static )?(\w+ = )?{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromMinutes(1)))
            select file.Path);

    [Fact]
    public void Only_the_Stripe_module_knows_Stripes_addresses() =>
        Findings.None(
            "Only Marketplace.Stripe and its sandbox mention stripe.com:",
            from file in Repository.Product(".cs", ".cshtml", ".js")
            where !file.IsIn("Modules/Marketplace.Stripe", "Modules/Marketplace.StripeSandbox")
                && file.Text.Contains("stripe.com", StringComparison.OrdinalIgnoreCase)
            select file.Path);

    [Fact]
    public void Only_its_sandbox_refers_to_the_Stripe_module() =>
        Findings.None(
            "Nothing but Marketplace.StripeSandbox refers to Marketplace.Stripe, and nothing to that:",
            from project in Repository.Projects
            where project.Room is "Framework" or "Modules" or "Themes"
            where project.Projects.Contains("Marketplace.StripeSandbox", StringComparer.Ordinal)
                || (project.Projects.Contains("Marketplace.Stripe", StringComparer.Ordinal) && project.Name != "Marketplace.StripeSandbox")
            select project.Name);
}
