using System.ComponentModel.DataAnnotations;
using Marketplace.Data;

namespace Marketplace.Tenants.Directory;

internal sealed record NewTenantInput
{
    [Required(ErrorMessage = "Enter a name.")]
    [RegularExpression("^[a-z][a-z0-9-]{1,30}$", ErrorMessage = "Use 2 to 31 lower-case letters, digits or hyphens, beginning with a letter.")]
    public string? Name { get; init; }

    [Required(ErrorMessage = "Enter a display name.")]
    [StringLength(60, ErrorMessage = "Use at most 60 characters.")]
    public string? DisplayName { get; init; }

    [Required(ErrorMessage = "Choose a recipe.")]
    public string? Recipe { get; init; }

    [RegularExpression("^/[A-Za-z0-9-]{1,60}$", ErrorMessage = "Write a slash and one segment of letters, digits or hyphens, or leave it empty.")]
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
    [EmailAddress(ErrorMessage = "This is not an e-mail address.")]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? AdministratorEmail { get; init; }

    [Required(ErrorMessage = "Enter a password.")]
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    [DataType(DataType.Password)]
    public string? AdministratorPassword { get; init; }

    public TenantCreation ToCreation() => new(
        Name!,
        DisplayName!.Trim(),
        Recipe!,
        PathPrefix?.Trim() ?? "",
        (Hosts ?? "").Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries),
        string.IsNullOrWhiteSpace(Database) ? null : ConnectionText.WithPassword(Database.Trim(), DatabasePassword),
        new AdministratorAccount(AdministratorEmail!.Trim(), AdministratorPassword!))
    {
        AgreedHosts = (AgreedHosts ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
    };
}
