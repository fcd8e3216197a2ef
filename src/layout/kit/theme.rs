//! Colours as roles. Nothing outside this file names a colour.
//!
//! One meaning, one hue on every canvas: good for the customer is blue, costs the customer is
//! vermilion, ours is violet-grey, to do is green, neutral is grey. Blue and vermilion are told
//! apart by colour-blind eyes, and place and label say it as well.

use serde::{Deserialize, Serialize};

/// Red, green, blue.
pub type Rgb = [u8; 3];

/// What a colour is for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Role {
    /// Behind everything.
    Canvas,
    /// Menus, panels, what floats.
    Panel,
    /// Fields to type into.
    Field,
    /// Text.
    Ink,
    /// Text that may be overlooked: prompts, legends.
    Weak,
    /// Between columns.
    Hairline,
    /// Between rows.
    Rule,
    /// What has the focus.
    Focus,
    /// Around what is selected on the canvas, and its tick: no colour that means something there.
    Ring,
    /// Behind what is selected.
    Selected,
    /// Behind what was found.
    Found,
    /// Behind what must be known before one goes on.
    Notice,
    /// Behind what is pointed at.
    Hovered,
    /// A step that a solution does not have.
    Missing,
    /// Good for the customer: bars and figures.
    Good,
    /// Costs the customer: bars, and figures on the canvas.
    Cost,
    /// Costs the customer: figures on cards, whose tint takes contrast away.
    CostFigure,
    /// To do: icons and links.
    Todo,
    /// Ours: links.
    Ours,
    /// Cards of touchpoints and what the customer does.
    NeutralCard,
    /// Cards of benefits, high points and what helps.
    GoodCard,
    /// Cards of friction and what gets in the way.
    FrictionCard,
    /// Cards of sacrifices.
    CostCard,
    /// Cards of gaps.
    GapCard,
    /// Cards of processes.
    OursCard,
    /// Cards of opportunities.
    TodoCard,
    /// Something went wrong.
    Alarm,
}

/// One set of colours.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    /// For projectors and paper.
    #[default]
    Light,
    /// For the evening.
    Dark,
    /// For eyes that need it: cards are outlined, not tinted.
    HighContrast,
}

impl Theme {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];

    /// The words shown to people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Light => "Light",
            Self::Dark => "Dark",
            Self::HighContrast => "High contrast",
        }
    }

    /// Whether text is light on dark.
    pub fn is_dark(self) -> bool {
        !matches!(self, Self::Light)
    }

    /// The outline of a card, where cards are not told apart by their tint.
    pub fn card_outline(self, card: Role) -> Option<Outline> {
        if self != Self::HighContrast {
            return None;
        }
        let thin = |role| Outline {
            role,
            width: 1.5,
            is_dashed: false,
        };
        Some(match card {
            Role::GoodCard => thin(Role::Good),
            Role::CostCard => thin(Role::Cost),
            // The same hue twice on one canvas: the line says which.
            Role::FrictionCard => Outline {
                is_dashed: true,
                ..thin(Role::Cost)
            },
            Role::GapCard => Outline {
                width: 4.0,
                ..thin(Role::Cost)
            },
            Role::OursCard => thin(Role::Ours),
            Role::TodoCard => thin(Role::Todo),
            _ => thin(Role::Weak),
        })
    }

    /// The colour of a role.
    pub fn rgb(self, role: Role) -> Rgb {
        let [light, dark, contrast] = match role {
            Role::Canvas => [0xff_ff_ff, 0x17_19_1d, 0x00_00_00],
            Role::Panel => [0xf5_f6_f8, 0x20_23_29, 0x00_00_00],
            Role::Field => [0xff_ff_ff, 0x12_14_17, 0x00_00_00],
            Role::Ink => [0x16_18_1d, 0xec_ee_f2, 0xff_ff_ff],
            Role::Weak => [0x59_60_6b, 0xa5_ac_b8, 0xe4_e4_e4],
            Role::Hairline => [0xe3_e6_ea, 0x32_37_3f, 0x5a_5a_5a],
            Role::Rule => [0x9a_a1_ac, 0x6b_72_7e, 0xd0_d0_d0],
            Role::Focus => [0x11_5e_cc, 0x7d_b6_ff, 0xff_e1_00],
            Role::Ring => [0x16_18_1d, 0xec_ee_f2, 0xff_e1_00],
            Role::Selected => [0xcf_e2_fb, 0x25_43_66, 0x00_3f_8a],
            Role::Found => [0xff_ee_a8, 0x4a_3b_08, 0x4a_3e_00],
            Role::Notice => [0xff_f1_c2, 0x45_3a_12, 0x3a_30_00],
            Role::Hovered => [0xe9_ec_f1, 0x2d_32_3a, 0x33_33_33],
            Role::Missing => [0xee_f0_f3, 0x2a_2e_35, 0x20_20_20],
            Role::Good => [0x0b_63_a5, 0x5f_b2_f2, 0x7c_c8_ff],
            Role::Cost => [0xc2_41_0c, 0xff_8a_57, 0xff_9d_66],
            Role::CostFigure => [0xa3_36_0a, 0xff_8a_57, 0xff_9d_66],
            Role::Todo => [0x1d_75_43, 0x6c_cb_93, 0x7d_f0_a9],
            Role::Ours => [0x6a_57_88, 0xb9_a5_dc, 0xd3_bf_ff],
            Role::NeutralCard => [0xec_ee_f1, 0x2f_34_3c, 0x00_00_00],
            Role::GoodCard => [0xdd_ea_f7, 0x16_36_54, 0x00_00_00],
            Role::FrictionCard => [0xfd_ea_da, 0x4a_33_21, 0x00_00_00],
            Role::CostCard => [0xfc_e2_d6, 0x52_2b_1c, 0x00_00_00],
            Role::GapCard => [0xfa_d6_c8, 0x66_2c_1d, 0x00_00_00],
            Role::OursCard => [0xe9_e4_ef, 0x38_30_46, 0x00_00_00],
            Role::TodoCard => [0xdd_ef_e2, 0x1c_40_2c, 0x00_00_00],
            Role::Alarm => [0xb4_23_18, 0xff_8f_82, 0xff_a3_99],
        };
        let packed: u32 = match self {
            Self::Light => light,
            Self::Dark => dark,
            Self::HighContrast => contrast,
        };
        let [_, red, green, blue] = packed.to_be_bytes();
        [red, green, blue]
    }
}

/// The line around a card, inside its edge.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Outline {
    /// Its colour.
    pub role: Role,
    /// In points at a text size of 14.
    pub width: f32,
    /// Dashes of [`Self::DASH`] rather than one line.
    pub is_dashed: bool,
}

impl Outline {
    /// Length of a dash and of the gap after it, in points at a text size of 14.
    pub const DASH: (f32, f32) = (6.0, 4.0);
}
