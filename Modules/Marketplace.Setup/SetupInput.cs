using System.ComponentModel.DataAnnotations;
using Marketplace.Data;

namespace Marketplace.Setup;

/// <summary>What a new host is asked once.</summary>
internal sealed record SetupInput
{
    [Required(ErrorMessage = "Enter the token from the log.")]
    [StringLength(200, ErrorMessage = "This is not the token from the log.")]
    [DataType(DataType.Password)]
    public string? Token { get; init; }

    [Required(ErrorMessage = "Enter a name for the site.")]
    [StringLength(60, ErrorMessage = "Use at most 60 characters.")]
    [Readable]
    public string? SiteName { get; init; }

    [Required(ErrorMessage = "Choose a recipe.")]
    public string? Recipe { get; init; }

    public bool OwnDatabase { get; init; }

    [StringLength(1000, ErrorMessage = "Use at most 1000 characters.")]
    public string? Database { get; init; }

    /// <summary>May stand in the connection string too, which then comes back without it.</summary>
    [StringLength(200, ErrorMessage = "Use at most 200 characters.")]
    [DataType(DataType.Password)]
    public string? DatabasePassword { get; init; }

    [Required(ErrorMessage = "Enter an e-mail address.")]
    [MailAddress]
    [StringLength(254, ErrorMessage = "This address is too long.")]
    public string? Email { get; init; }

    [Required(ErrorMessage = "Enter a password.")]
    [StringLength(200, MinimumLength = 10, ErrorMessage = "Use 10 to 200 characters.")]
    [DataType(DataType.Password)]
    public string? Password { get; init; }

    [Required(ErrorMessage = "Repeat the password.")]
    [Compare(nameof(Password), ErrorMessage = "The two passwords differ.")]
    [DataType(DataType.Password)]
    public string? PasswordAgain { get; init; }

    public TenantCreation ToCreation() => new(
        "default",
        SiteName!.Trim(),
        Recipe!,
        PathPrefix: "",
        Hosts: [],
        OwnDatabase ? ConnectionText.WithPassword(Database!.Trim(), DatabasePassword) : null,
        new AdministratorAccount(Email!.Trim(), Password!));
}
