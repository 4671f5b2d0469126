namespace Marketplace.Ui;

/// <summary>The texts of the shared components: what their localizer is made for.</summary>
public sealed class UiTexts;
