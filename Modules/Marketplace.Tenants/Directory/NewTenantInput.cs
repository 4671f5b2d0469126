using System.ComponentModel.DataAnnotations;
using Marketplace.Data;

namespace Marketplace.Tenants.Directory;

internal sealed record NewTenantInput
{
    [Required(ErrorMessage = "Enter a name.")]
    public string? Name { get; init; }

    [Required(ErrorMessage = "Enter a display name.")]
    [StringLength(60, ErrorMessage = "Use at most 60 characters.")]
    [Readable]
    public string? DisplayName { get; init; }

    [Required(ErrorMessage = "Choose a recipe.")]
    public string? Recipe { get; init; }

    public string? PathPrefix { get; init; }

    /// <summary>Separated by spaces or commas.</summary>
    [StringLength(1000, ErrorMessage = "Use at most 1000 characters.")]
    public string? Hosts { get; init; }

    [StringLength(1000, ErrorMessage = "Use at most 1000 characters.")]
    public string? Database { get; init; }

    /// <summary>May stand in the connection string too, which then comes back without it.</summary>
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    [DataType(DataType.Password)]
    public string? DatabasePassword { get; init; }

    /// <summary>The host names in use that were shown and agreed to, separated by spaces.</summary>
    [StringLength(1000, ErrorMessage = "Use at most 1000 characters.")]
    public string? AgreedHosts { get; init; }

    [Required(ErrorMessage = "Enter an e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? AdministratorEmail { get; init; }

    [Required(ErrorMessage = "Enter a password.")]
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    [DataType(DataType.Password)]
    public string? AdministratorPassword { get; init; }

    /// <returns>Property, and what is wrong with it in words to be translated, with what the sentence names.</returns>
    public IEnumerable<(string Property, string Error, string Named)> Check()
    {
        if (Name is not null && TenantName.Canonical(Name) is null)
            yield return (nameof(Name), "Use 2 to 31 letters from a to z, digits or hyphens, beginning with a letter.", Name);
        if (Abstractions.PathPrefix.Canonical(PathPrefix) is null)
            yield return (nameof(PathPrefix), "Write a slash and one segment of letters from a to z, digits or hyphens, or leave it empty.",
                PathPrefix!);
        if (HostName.ReadList(Hosts).Refused is [var refused, ..])
            yield return (nameof(Hosts), "“{0}” is no host name. Write names such as shop.example, without scheme or path.", refused);
    }

    /// <summary>Only where <see cref="Check"/> finds nothing.</summary>
    public TenantCreation ToCreation() => new(
        TenantName.Canonical(Name)!,
        DisplayName!.Trim(),
        Recipe!,
        Abstractions.PathPrefix.Canonical(PathPrefix)!,
        HostName.ReadList(Hosts).Names,
        string.IsNullOrWhiteSpace(Database) ? null : ConnectionText.WithPassword(Database.Trim(), DatabasePassword),
        new AdministratorAccount(AdministratorEmail!.Trim(), AdministratorPassword!))
    {
        AgreedHosts = (AgreedHosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
