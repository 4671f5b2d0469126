namespace Marketplace.Ui;

/// <summary>What is typed into a form that edits something stored. The page carries the version in a hidden field.</summary>
public interface IEditForm
{
    /// <summary><see cref="Marketplace.Abstractions.RecordVersion"/> of the record as the form shows it.</summary>
    string? Version { get; set; }
}
